package io.boogeyman.guard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.guard.SettableClock;
import io.boogeyman.victim.service.call.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtAuthenticatorTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final ClientName ADA = new ClientName("jwt:ada");
  private static final String SECRET = "a secret of more than thirty-two bytes";
  private static final List<String> PUBLIC = List.of("RS256", "ES256", "EdDSA");

  private static KeyPair rsa;
  private static KeyPair ec;
  private static KeyPair edwards;

  @TempDir private Path folder;

  @BeforeAll
  static void makeKeys() throws Exception {
    KeyPairGenerator rsaKeys = KeyPairGenerator.getInstance("RSA");
    rsaKeys.initialize(2048);
    rsa = rsaKeys.generateKeyPair();
    KeyPairGenerator ecKeys = KeyPairGenerator.getInstance("EC");
    ecKeys.initialize(new ECGenParameterSpec("secp256r1"));
    ec = ecKeys.generateKeyPair();
    edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @BeforeEach
  void writeKeys() throws IOException {
    writeKeys(rsaKey().build(), ecKey().build(), edwardsKey());
  }

  private static RSAKey.Builder rsaKey() {
    return new RSAKey.Builder((RSAPublicKey) rsa.getPublic()).keyID("r");
  }

  private static ECKey.Builder ecKey() {
    return new ECKey.Builder(Curve.P_256, (ECPublicKey) ec.getPublic()).keyID("e");
  }

  /** RFC 8032: y, the least byte first, the sign of x in the last bit. */
  private static OctetKeyPair edwardsKey() {
    EdECPublicKey key = (EdECPublicKey) edwards.getPublic();
    byte[] encoded = new byte[32];
    byte[] y = key.getPoint().getY().toByteArray();
    for (int i = 0; i < Math.min(32, y.length); i++) {
      encoded[i] = y[y.length - 1 - i];
    }
    encoded[31] |= (byte) (key.getPoint().isXOdd() ? 0x80 : 0);
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(encoded)).keyID("d").build();
  }

  private void writeKeys(JWK... keys) throws IOException {
    Files.writeString(folder.resolve("keys.json"), new JWKSet(List.of(keys)).toString());
  }

  private Authenticator open(String... algorithms) {
    return open(CLOCK, algorithms);
  }

  private Authenticator open(Clock clock, String... algorithms) {
    List<String> list = List.of(algorithms);
    boolean symmetric = list.contains("HS256");
    JwtSettings settings =
        new JwtSettings(
            "https://login.example",
            "signs",
            list,
            symmetric && list.size() == 1 ? Optional.empty() : Optional.of("keys.json"),
            symmetric ? Optional.of("${JWT_SECRET}") : Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return Authenticators.open(
        new AuthenticationSettings(
            List.of(), Optional.of(settings), Optional.empty(), Optional.empty()),
        folder,
        new Secrets(name -> name.equals("JWT_SECRET") ? SECRET : null),
        clock);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("ada")
        .issuer("https://login.example")
        .audience("signs")
        .expirationTime(Date.from(NOW.plusSeconds(60)));
  }

  private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm);
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
      throws Exception {
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private static String signed(JWTClaimsSet claims) throws Exception {
    return signed(
        header(JWSAlgorithm.ES256).build(),
        claims,
        new ECDSASigner((ECPrivateKey) ec.getPrivate()));
  }

  private static Optional<ClientName> client(Authenticator jwt, String token) {
    return jwt.client(Requests.with("authorization", "Bearer " + token));
  }

  @Test
  void knows_clients_by_each_algorithm() throws Exception {
    Authenticator all = open("RS256", "ES256", "EdDSA", "HS256");
    assertThat(client(all, signed(claims().build()))).contains(ADA);
    JWSHeader rs256 = header(JWSAlgorithm.RS256).keyID("r").type(JOSEObjectType.JWT).build();
    assertThat(client(all, signed(rs256, claims().build(), new RSASSASigner(rsa.getPrivate()))))
        .contains(ADA);
    JWSHeader hs256 = header(JWSAlgorithm.HS256).build();
    assertThat(client(all, signed(hs256, claims().build(), new MACSigner(SECRET)))).contains(ADA);
    assertThat(client(all, signedByEdwards("EdDSA"))).contains(ADA);
    assertThat(client(all, signedByEdwards("Ed25519"))).contains(ADA);
  }

  private static String signedByEdwards(String algorithm) throws Exception {
    String head = "{\"alg\":\"" + algorithm + "\",\"kid\":\"d\"}";
    String input = Base64URL.encode(head) + "." + claims().build().toPayload().toBase64URL();
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(edwards.getPrivate());
    signature.update(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + Base64URL.encode(signature.sign());
  }

  @Test
  void a_changed_token_proves_nothing() throws Exception {
    Authenticator jwt = open("ES256", "EdDSA");
    String good = signed(claims().build());
    String other = signed(claims().subject("eve").build());
    String mixed =
        good.substring(0, good.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    assertThat(client(jwt, mixed)).isEmpty();
    String edwardsToken = signedByEdwards("EdDSA");
    assertThat(client(jwt, edwardsToken.substring(0, edwardsToken.length() - 4) + "AAAA"))
        .isEmpty();
  }

  @Test
  void a_token_without_signature_proves_nothing() throws Exception {
    Authenticator jwt = open("ES256");
    assertThat(client(jwt, new PlainJWT(claims().build()).serialize())).isEmpty();
    String good = signed(claims().build());
    assertThat(client(jwt, good.substring(0, good.lastIndexOf('.') + 1))).isEmpty();
    String none = Base64URL.encode("{\"alg\":\"none\"}").toString();
    assertThat(client(jwt, none + good.substring(good.indexOf('.')))).isEmpty();
  }

  /** RFC 8725, section 2.1: a public key taken for a secret. */
  @Test
  void a_public_key_is_no_secret() throws Exception {
    for (Authenticator jwt : List.of(open("RS256", "ES256", "EdDSA", "HS256"), open("RS256"))) {
      for (byte[] secret :
          List.of(
              rsa.getPublic().getEncoded(),
              rsaKey().build().toJSONString().getBytes(StandardCharsets.UTF_8))) {
        JWSHeader header = header(JWSAlgorithm.HS256).keyID("r").build();
        assertThat(client(jwt, signed(header, claims().build(), new MACSigner(secret)))).isEmpty();
      }
    }
  }

  @Test
  void an_algorithm_that_is_not_accepted_proves_nothing_though_the_key_is_right() throws Exception {
    assertThat(client(open("RS256", "EdDSA"), signed(claims().build()))).isEmpty();
    JWSHeader rs512 = header(JWSAlgorithm.RS512).build();
    assertThat(
            client(
                open("RS256"), signed(rs512, claims().build(), new RSASSASigner(rsa.getPrivate()))))
        .isEmpty();
  }

  @Test
  void a_key_in_the_token_is_not_believed() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair own = generator.generateKeyPair();
    JWSHeader header =
        header(JWSAlgorithm.ES256)
            .jwk(new ECKey.Builder(Curve.P_256, (ECPublicKey) own.getPublic()).build())
            .build();
    JWSSigner signer = new ECDSASigner((ECPrivateKey) own.getPrivate());
    assertThat(client(open("ES256"), signed(header, claims().build(), signer))).isEmpty();
  }

  @Test
  void what_is_critical_and_unknown_makes_a_token_worthless() throws Exception {
    JWSHeader header =
        header(JWSAlgorithm.ES256).criticalParams(Set.of("x")).customParam("x", 1).build();
    JWSSigner signer = new ECDSASigner((ECPrivateKey) ec.getPrivate());
    assertThat(client(open("ES256"), signed(header, claims().build(), signer))).isEmpty();
  }

  @Test
  void a_token_of_another_type_proves_nothing() throws Exception {
    JWSSigner signer = new ECDSASigner((ECPrivateKey) ec.getPrivate());
    JWSHeader logout = header(JWSAlgorithm.ES256).type(new JOSEObjectType("logout+jwt")).build();
    assertThat(client(open("ES256"), signed(logout, claims().build(), signer))).isEmpty();
    for (String type : List.of("at+jwt", "application/at+jwt")) {
      JWSHeader access = header(JWSAlgorithm.ES256).type(new JOSEObjectType(type)).build();
      assertThat(client(open("ES256"), signed(access, claims().build(), signer))).contains(ADA);
    }
  }

  @Test
  void issuer_audience_and_end_must_be_right() throws Exception {
    Authenticator jwt = open("ES256");
    List<JWTClaimsSet> wrong =
        List.of(
            claims().issuer("https://evil.example").build(),
            claims().issuer(null).build(),
            claims().audience("other").build(),
            claims().audience((String) null).build(),
            claims().expirationTime(null).build(),
            claims().expirationTime(Date.from(NOW.minusSeconds(31))).build(),
            claims().notBeforeTime(Date.from(NOW.plusSeconds(40))).build());
    for (JWTClaimsSet claims : wrong) {
      assertThat(client(jwt, signed(claims))).as(claims.toString()).isEmpty();
    }
    assertThat(client(jwt, signed(claims().audience(List.of("other", "signs")).build())))
        .contains(ADA);
  }

  @Test
  void clocks_may_differ_a_little() throws Exception {
    Authenticator jwt = open("ES256");
    Date justOver = Date.from(NOW.minusSeconds(29));
    assertThat(client(jwt, signed(claims().expirationTime(justOver).build()))).contains(ADA);
    Date soon = Date.from(NOW.plusSeconds(29));
    assertThat(client(jwt, signed(claims().notBeforeTime(soon).build()))).contains(ADA);
  }

  @Test
  void a_token_that_was_good_ends_all_the_same() throws Exception {
    SettableClock clock = new SettableClock(NOW);
    Authenticator jwt = open(clock, "ES256");
    String token = signed(claims().build());
    assertThat(client(jwt, token)).contains(ADA);
    assertThat(client(jwt, token)).contains(ADA);
    clock.advance(Duration.ofSeconds(89));
    assertThat(client(jwt, token)).contains(ADA);
    clock.advance(Duration.ofSeconds(2));
    assertThat(client(jwt, token)).isEmpty();
  }

  @Test
  void a_client_without_a_name_that_can_be_one_is_nobody() throws Exception {
    Authenticator jwt = open("ES256");
    for (String subject : new String[] {null, "", " ", "a\nb", "x".repeat(300)}) {
      assertThat(client(jwt, signed(claims().subject(subject).build()))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "a.b.c.d.e", "eyJhbGciOiJFUzI1NiJ9..", "ä.ö.ü"})
  void garbage_proves_nothing(String token) {
    assertThat(client(open("ES256"), token)).isEmpty();
  }

  @Test
  void a_token_without_end_is_not_read() {
    assertThat(client(open("ES256"), "a".repeat(1 << 20) + ".b.c")).isEmpty();
  }

  @Test
  void keys_that_are_not_for_signing_or_for_another_algorithm_are_not_used() throws Exception {
    writeKeys(ecKey().keyUse(KeyUse.ENCRYPTION).build());
    assertThatThrownBy(() -> open("ES256"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no key for ES256");
    writeKeys(rsaKey().algorithm(JWSAlgorithm.PS256).build());
    assertThatThrownBy(() -> open("RS256"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no key for RS256");
  }

  @Test
  void short_keys_are_refused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    writeKeys(new RSAKey.Builder((RSAPublicKey) generator.generateKeyPair().getPublic()).build());
    assertThatThrownBy(() -> open("RS256"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RSA keys need at least 2048 bits");
    assertThatThrownBy(
            () -> TokenKeys.of(List.of("HS256"), Optional.empty(), Optional.of(new byte[31])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("jwt's secret has 31 bytes; HS256 needs at least 32");
  }

  @Test
  void says_in_one_line_that_a_file_holds_no_keys() throws IOException {
    Files.writeString(folder.resolve("keys.json"), "no\nkeys");
    assertThatThrownBy(() -> open("ES256"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no JSON Web Key Set")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    Files.delete(folder.resolve("keys.json"));
    assertThatThrownBy(() -> open("ES256")).hasMessageContaining("there is no such file or folder");
  }

  @Test
  void settings_that_are_not_safe_are_refused() {
    assertThatThrownBy(() -> settings(List.of("none"), Optional.empty()))
        .hasMessage("jwt needs algorithms, of RS256, ES256, EdDSA, HS256");
    assertThatThrownBy(() -> settings(List.of("HS256"), Optional.empty()))
        .hasMessage("jwt needs a secret for HS256, and only for that");
    assertThatThrownBy(() -> settings(List.of("HS256"), Optional.of("plain text")))
        .hasMessage("jwt's secret must be the name of an environment variable: ${NAME}");
    assertThatThrownBy(() -> settings(PUBLIC, Optional.of("${X}")))
        .hasMessage("jwt needs a secret for HS256, and only for that");
    assertThatThrownBy(
            () ->
                new JwtSettings(
                    "i",
                    "a",
                    PUBLIC,
                    Optional.of("k"),
                    Optional.empty(),
                    Optional.of(Duration.ofHours(1)),
                    Optional.empty()))
        .hasMessage("jwt's skew must be 0 to 10 minutes");
  }

  private static JwtSettings settings(List<String> algorithms, Optional<String> secret) {
    return new JwtSettings(
        "i", "a", algorithms, Optional.of("keys.json"), secret, Optional.empty(), Optional.empty());
  }
}
