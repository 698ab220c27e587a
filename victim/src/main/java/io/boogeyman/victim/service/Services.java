package io.boogeyman.victim.service;

import static io.boogeyman.victim.description.VictimDescription.Part.CLASSES;
import static io.boogeyman.victim.description.VictimDescription.Part.INPUT;
import static io.boogeyman.victim.description.VictimDescription.Part.JSON;
import static io.boogeyman.victim.description.VictimDescription.Part.OUTPUT;
import static io.boogeyman.victim.description.VictimDescription.Part.PROTOCOL;
import static io.boogeyman.victim.description.VictimDescription.Part.SERVICE;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.victim.Notice;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.answer.Scores;
import io.boogeyman.victim.description.ClassNames;
import io.boogeyman.victim.description.InputDescription;
import io.boogeyman.victim.description.JsonEndpoint;
import io.boogeyman.victim.description.Protocol;
import io.boogeyman.victim.description.ServiceDescription;
import io.boogeyman.victim.description.VictimDescription;
import io.boogeyman.victim.input.Layout;
import io.boogeyman.victim.input.ModelTensors;
import io.boogeyman.victim.input.Preprocessing;
import io.boogeyman.victim.service.call.Access;
import io.boogeyman.victim.service.call.Halt;
import io.boogeyman.victim.service.call.Secrets;
import io.boogeyman.victim.service.call.ServiceFailure;
import io.boogeyman.victim.service.call.Trust;
import io.boogeyman.victim.service.protocol.ImageEndpoint;
import io.boogeyman.victim.service.protocol.ModelMetadata;
import io.boogeyman.victim.service.protocol.ServiceClient;
import io.boogeyman.victim.service.protocol.TensorConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Opens services: asks them for what they say of their model, but for no answer. */
public final class Services {
  private final VictimDescription description;
  private final Address address;
  private final Protocol protocol;
  private final Access access;
  private final Consumer<Notice> notices;

  private Services(
      VictimDescription description, UnaryOperator<String> environment, Consumer<Notice> notices)
      throws IOException {
    this.description = description;
    this.address = Address.parse(description.model());
    this.notices = notices;
    ServiceDescription service = description.service();
    this.access =
        new Access(
            address.name(),
            service.timeout().orElse(Manners.TIMEOUT),
            service.headers(),
            new Secrets(environment),
            Trust.factory(service.trust().map(Path::of)));
    this.protocol = protocol();
  }

  /**
   * Opens a service.
   *
   * @param environment a variable's value by its name; null where there is none
   * @param notices told when the service makes wait, in any thread
   * @throws IOException if it cannot be reached, or says that it does not know the model
   * @throws IllegalArgumentException if the description lacks something, or does not fit what the
   *     service says
   */
  public static Victim open(
      VictimDescription description, UnaryOperator<String> environment, Consumer<Notice> notices)
      throws IOException {
    Services opening = new Services(description, environment, notices);
    boolean json = opening.protocol == Protocol.JSON;
    description.requireOnly(
        "asked by protocol " + opening.protocol,
        json
            ? EnumSet.of(PROTOCOL, CLASSES, INPUT, OUTPUT, SERVICE, JSON)
            : EnumSet.of(PROTOCOL, CLASSES, INPUT, OUTPUT, SERVICE));
    return json ? opening.endpoint() : opening.tensors();
  }

  private Protocol protocol() {
    Protocol usual =
        description
            .protocol()
            .or(address::usualProtocol)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the address "
                            + address.text()
                            + " does not tell its protocol; declare it, such as protocol: json"));
    boolean grpc = usual == Protocol.OPEN_INFERENCE_GRPC;
    if (grpc != address.scheme().startsWith("grpc")) {
      throw new IllegalArgumentException(
          "protocol " + usual + " needs an address that begins with " + (grpc ? "grpc" : "http"));
    }
    boolean open = description.protocol().isEmpty() && usual == Protocol.OPEN_INFERENCE_JSON;
    return open && TensorConnection.knowsBinary(address.text(), access)
        ? Protocol.OPEN_INFERENCE_BINARY
        : usual;
  }

  private Victim tensors() throws IOException {
    TensorConnection connection = TensorConnection.open(protocol, address.text(), access);
    try {
      return tensors(connection, metadata(connection));
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private ModelMetadata metadata(TensorConnection connection) throws IOException {
    try {
      return Manners.toOpen(description.service()).make(connection::metadata, new Halt());
    } catch (ServiceFailure e) {
      if (e.kind() == ServiceFailure.Kind.ABSENT && isComplete()) {
        return ModelMetadata.NOTHING;
      }
      String remedy =
          e.kind() == ServiceFailure.Kind.ABSENT
              ? "; if it tells nothing of its model, declare input.name, input.size and classes"
              : "";
      throw new IOException(e.getMessage() + remedy, e);
    }
  }

  private boolean isComplete() {
    boolean named = description.input().name().isPresent() || isTensorFlow();
    return named && description.input().size().isPresent() && description.classes().isPresent();
  }

  private boolean isTensorFlow() {
    return protocol == Protocol.TENSORFLOW_ROW || protocol == Protocol.TENSORFLOW_COLUMN;
  }

  private Victim tensors(TensorConnection connection, ModelMetadata metadata) throws IOException {
    Optional<String> inputName = description.input().name();
    Optional<String> outputName = description.output().name();
    InputDescription told = metadata.input(inputName);
    Preprocessing preprocessing = description.input().resolve(isTensorFlow() ? usual(told) : told);
    List<String> classNames = classNames(metadata.classes(outputName));
    Optional<Scores.Kind> kind = metadata.kind(outputName);
    Scores scores =
        description.output().scores(kind.orElse(Scores.Kind.PROBABILITIES), classNames.size());
    Optional<String> output = metadata.output(outputName);
    ModelTensors tensors = new ModelTensors(inputName.or(told::name), preprocessing, output);
    ServiceClient client =
        connection.client(tensors.input(), tensors.output(), preprocessing, scores);
    int usual = Math.min(Manners.BATCH, metadata.batch(inputName).orElse(Manners.BATCH));
    Manners manners =
        Manners.of(description.service(), description.service().batch().orElse(usual));
    Map<String, String> settings =
        new ServiceSettings(description, address, protocol)
            .input(told, preprocessing)
            .output(output)
            .answers(scores, metadata.classes(outputName).isPresent(), kind.isPresent())
            .with(manners, access.timeout());
    ServiceApi api =
        new ServiceApi(
            classNames,
            identity(preprocessing + " " + scores + " " + output),
            client,
            manners.persistence(notices),
            manners.batch(),
            manners.concurrency());
    return new ServiceVictim(
        address.name(),
        protocol + " service",
        preprocessing.images(),
        Optional.of(tensors),
        api,
        Optional.of(scores.finest()),
        manners.batch(),
        settings);
  }

  /** TensorFlow's own order of the axes, where nothing else is told. */
  private static InputDescription usual(InputDescription told) {
    return InputDescription.told(
        told.name(),
        told.size(),
        told.layout().or(() -> Optional.of(Layout.NHWC)),
        told.channels(),
        told.type());
  }

  private List<String> classNames(OptionalInt told) throws IOException {
    if (description.classes().isEmpty()) {
      return ClassNames.numbered(
          told.orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "the victim does not tell its classes; declare them, such as"
                          + " classes=1000, or a file with one name a line")));
    }
    List<String> declared = ClassNames.read(description.classes().get());
    if (told.isPresent() && told.getAsInt() != declared.size()) {
      throw new IllegalArgumentException(
          "classes are declared to be "
              + declared.size()
              + ", but the service's model has "
              + told.getAsInt());
    }
    return declared;
  }

  private Victim endpoint() throws IOException {
    JsonEndpoint endpoint =
        description
            .json()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "protocol json needs a description of the endpoint, such as json: {image:"
                            + " base64, items: /predictions, labels: /label, scores: /score}"));
    List<String> classNames = classNames(OptionalInt.empty());
    Preprocessing images = description.input().resolve(InputDescription.NOTHING);
    if (!description.input().isOnlySize()) {
      throw new IllegalArgumentException(
          "protocol json sends image files: of the input only input.size can be declared");
    }
    Scores scores = description.output().scores(Scores.Kind.PROBABILITIES, classNames.size());
    ServiceClient client = new ImageEndpoint(address.text(), endpoint, classNames, scores, access);
    Manners manners = Manners.of(description.service(), 1);
    Map<String, String> settings =
        new ServiceSettings(description, address, protocol)
            .endpoint(endpoint, images.images())
            .answers(scores, false, false)
            .with(manners, access.timeout());
    ServiceApi api =
        new ServiceApi(
            classNames,
            identity(images.images() + " " + endpoint + " " + scores + " " + classNames),
            client,
            manners.persistence(notices),
            1,
            manners.concurrency());
    return new ServiceVictim(
        address.name(),
        protocol + " service",
        images.images(),
        Optional.empty(),
        api,
        endpoint.finest(),
        manners.batch(),
        settings);
  }

  /** How it is reached makes no other victim of it; what it is sent and how it is read does. */
  private String identity(String meaning) {
    String digest = Digest.start().add(meaning).hex().substring(0, 16);
    return "service " + address.text() + " asked as " + digest;
  }
}
