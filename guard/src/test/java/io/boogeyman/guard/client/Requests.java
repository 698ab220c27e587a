package io.boogeyman.guard.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests as a server would tell of them. */
final class Requests {
  private Requests() {}

  /** A request from 192.0.2.7 with headers: name, value, name, value. */
  static RequestFacts with(String... headers) {
    return from("192.0.2.7", headers);
  }

  static RequestFacts from(String address, String... headers) {
    Map<String, List<String>> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.computeIfAbsent(headers[i], name -> new ArrayList<>()).add(headers[i + 1]);
    }
    return new RequestFacts(name -> all.getOrDefault(name, List.of()), address(address), List.of());
  }

  static RequestFacts withCertificate(String name) throws IOException, CertificateException {
    try (InputStream pem = Requests.class.getResourceAsStream(name + ".pem")) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
      return new RequestFacts(header -> List.of(), address("192.0.2.7"), List.of(certificate));
    }
  }

  private static InetAddress address(String text) {
    return Addresses.parse(text).orElseThrow();
  }
}
