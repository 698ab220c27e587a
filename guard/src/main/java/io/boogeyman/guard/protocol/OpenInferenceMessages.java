package io.boogeyman.guard.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import inference.InferParameter;
import inference.InferTensorContents;
import inference.ModelInferRequest;
import inference.ModelInferResponse;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.victim.input.ElementType;
import java.util.Arrays;
import java.util.List;

/**
 * The Open Inference Protocol v2 as messages, for gRPC: tensors as bytes or as numbers, answered
 * the way they were asked, and Triton's classification extension.
 */
public final class OpenInferenceMessages {

  private OpenInferenceMessages() {}

  /**
   * Reads a request for this model.
   *
   * @throws RequestException if it cannot be carried out
   */
  public static Question<ModelInferResponse> read(ModelInferRequest request, ServedModel model)
      throws RequestException {
    model.require(request.getModelName(), request.getModelVersion());
    if (request.getInputsCount() != 1) {
      throw OutputChoice.notOneInput(model);
    }
    boolean raw = request.getRawInputContentsCount() > 0;
    ImageBatch images = images(request, model);
    OutputChoice choice = choice(request, model);
    String id = request.getId();
    return new Question<>(
        images, answers -> reply(ReleasedTensor.of(answers, model), choice, raw, id));
  }

  private static ImageBatch images(ModelInferRequest request, ServedModel model)
      throws RequestException {
    ModelInferRequest.InferInputTensor tensor = request.getInputs(0);
    TensorInput input = model.input();
    int count =
        input.count(tensor.getName(), tensor.getDatatype(), shape(tensor), model.mostImages());
    if (request.getRawInputContentsCount() == 0) {
      return input.images(numbers(tensor, input, count), count);
    }
    if (request.getRawInputContentsCount() > 1 || tensor.hasContents()) {
      throw RequestException.malformed(
          "input '" + input.name() + "' is there more than once; one of its forms is due");
    }
    return input.images(request.getRawInputContents(0).asReadOnlyByteBuffer(), count);
  }

  /** More axes than a model has are told by one more than it has. */
  private static long[] shape(ModelInferRequest.InferInputTensor tensor) {
    long[] shape = new long[Math.min(tensor.getShapeCount(), 16)];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = tensor.getShape(i);
    }
    return shape;
  }

  private static float[] numbers(
      ModelInferRequest.InferInputTensor tensor, TensorInput input, int count)
      throws RequestException {
    InferTensorContents contents = tensor.getContents();
    boolean whole = input.preprocessing().type() == ElementType.UINT8;
    if (input.preprocessing().type() == ElementType.FP16) {
      throw RequestException.malformed("tensors of FP16 come as raw_input_contents");
    }
    int numbers = whole ? contents.getUintContentsCount() : contents.getFp32ContentsCount();
    if (numbers != (long) count * input.valuesPerImage()) {
      throw RequestException.malformed(
          "input '%s' has %,d numbers in %s; its shape needs %,d"
              .formatted(
                  input.name(),
                  numbers,
                  whole ? "uint_contents" : "fp32_contents",
                  (long) count * input.valuesPerImage()));
    }
    float[] values = new float[numbers];
    for (int i = 0; i < numbers; i++) {
      values[i] =
          whole ? Integer.toUnsignedLong(contents.getUintContents(i)) : contents.getFp32Contents(i);
    }
    return values;
  }

  private static OutputChoice choice(ModelInferRequest request, ServedModel model)
      throws RequestException {
    if (request.getOutputsCount() == 0) {
      return OutputChoice.of(model, 0, true);
    }
    if (request.getOutputsCount() > 1) {
      throw OutputChoice.severalOutputs(model);
    }
    ModelInferRequest.InferRequestedOutputTensor output = request.getOutputs(0);
    OutputChoice.requireOutput(model, output.getName());
    InferParameter classification =
        output.getParametersOrDefault("classification", InferParameter.getDefaultInstance());
    return OutputChoice.of(model, classification.getInt64Param(), true);
  }

  private static ModelInferResponse reply(
      ReleasedTensor released, OutputChoice choice, boolean raw, String id) {
    ServedModel model = released.model();
    boolean named = choice.classes() > 0;
    String[] classes = named ? released.classification(choice.classes()) : new String[0];
    int count = released.count();
    long[] shape = named ? new long[] {count, classes.length / count} : model.outputAxes(count);
    ModelInferResponse.InferOutputTensor.Builder tensor =
        ModelInferResponse.InferOutputTensor.newBuilder()
            .setName(model.outputName())
            .setDatatype(named ? "BYTES" : model.outputDatatype());
    Arrays.stream(shape).forEach(tensor::addShape);
    ModelInferResponse.Builder response =
        ModelInferResponse.newBuilder()
            .setModelName(model.name())
            .setModelVersion(model.version())
            .setId(id);
    if (raw) {
      byte[] bytes = named ? TensorBytes.of(classes) : TensorBytes.of(released);
      response.addRawOutputContents(UnsafeByteOperations.unsafeWrap(bytes));
    } else {
      tensor.setContents(named ? contents(List.of(classes)) : contents(released));
    }
    return response.addOutputs(tensor).build();
  }

  private static InferTensorContents contents(List<String> classes) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    classes.forEach(entry -> contents.addBytesContents(ByteString.copyFromUtf8(entry)));
    return contents.build();
  }

  private static InferTensorContents contents(ReleasedTensor released) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    for (int label : released.labels()) {
      contents.addInt64Contents(label);
    }
    for (float score : released.scores()) {
      contents.addFp32Contents(score);
    }
    return contents.build();
  }
}
