package io.boogeyman.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.defend.policy.file.ModelSettings;
import io.boogeyman.defend.policy.file.PolicyException;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.guard.protocol.ClientTensors;
import io.boogeyman.guard.protocol.TensorInput;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.DescriptionReader;
import io.boogeyman.victim.description.ImageSize;
import io.boogeyman.victim.description.InputDescription;
import io.boogeyman.victim.input.ModelTensors;
import java.util.Optional;

/**
 * What a policy says of the tensors between a gateway and its clients. Where it says nothing, they
 * are FP32, NCHW, RGB, with values in [0, 1], whatever the model makes of them.
 */
final class PolicyTensors {
  private static final String INPUT = "model.input";
  private static final String OUTPUT = "model.output";
  private static final String USUAL_NAME = "input";

  private final PolicyFile file;
  private final Optional<ModelTensors> own;
  private final ImageShape shape;

  private PolicyTensors(PolicyFile file, Victim victim, ImageShape shape) {
    this.file = file;
    this.own = victim.tensors();
    this.shape = shape;
  }

  /**
   * The tensors.
   *
   * @param victim may have tensors of its own
   * @param shape of the images that the policy asks it
   * @throws PolicyException with line and field, if there are no such tensors, or no way back from
   *     them to pixels
   */
  static ClientTensors of(PolicyFile file, Victim victim, ImageShape shape) {
    PolicyTensors tensors = new PolicyTensors(file, victim, shape);
    return new ClientTensors(tensors.input(), tensors.output());
  }

  private TensorInput input() {
    try {
      Optional<JsonNode> said = file.policy().model().input();
      if (said.filter(PolicyTensors::isAsTheModel).isPresent()) {
        ModelTensors model = model(INPUT, "{name: images, layout: nhwc}");
        return new TensorInput(model.input().orElse(USUAL_NAME), model.preprocessing());
      }
      InputDescription described = described(said);
      return new TensorInput(described.name().orElse(USUAL_NAME), described.resolve(sized()));
    } catch (PolicyException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw file.fault(INPUT, e.getMessage());
    }
  }

  private InputDescription described(Optional<JsonNode> said) {
    return said.map(
            tree -> new DescriptionReader().input((ObjectNode) tree, file.file() + ", " + INPUT))
        .orElse(InputDescription.NOTHING);
  }

  private InputDescription sized() {
    return InputDescription.told(
        Optional.empty(),
        Optional.of(new ImageSize(shape)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Optional<String> output() {
    Optional<JsonNode> said = file.policy().model().output();
    if (said.filter(PolicyTensors::isAsTheModel).isPresent()) {
      return Optional.of(
          model(OUTPUT, "{name: scores}")
              .output()
              .orElseThrow(
                  () ->
                      file.fault(
                          OUTPUT,
                          "this model's output has no name; give it one, such as {name: scores}")));
    }
    return said.map(tree -> tree.path("name").textValue());
  }

  private static boolean isAsTheModel(JsonNode said) {
    return ModelSettings.AS_THE_MODEL.equals(said.textValue());
  }

  private ModelTensors model(String field, String example) {
    return own.orElseThrow(
        () ->
            file.fault(
                field,
                "this model has no tensors of its own that clients would know; say them, such as "
                    + example));
  }
}
