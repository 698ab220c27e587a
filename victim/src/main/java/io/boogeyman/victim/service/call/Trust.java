package io.boogeyman.victim.service.call;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whose certificates are trusted: the system's authorities, and those of a file. */
public final class Trust {
  /** What to do where a certificate is not trusted. */
  static final String ADVICE =
      "service.trust names a file of certificates (PEM) to trust besides the system's";

  private Trust() {}

  /**
   * Trust managers for the system's authorities and those in {@code file}.
   *
   * @param file certificates in PEM
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it holds no certificates
   */
  public static TrustManagerFactory factory(Optional<Path> file) throws IOException {
    try {
      if (file.isEmpty()) {
        return factory((KeyStore) null);
      }
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int count = 0;
      for (TrustManager manager : factory((KeyStore) null).getTrustManagers()) {
        for (X509Certificate certificate : ((X509TrustManager) manager).getAcceptedIssuers()) {
          all.setCertificateEntry("system" + count++, certificate);
        }
      }
      for (Certificate certificate : certificates(file.get())) {
        all.setCertificateEntry("file" + count++, certificate);
      }
      return factory(all);
    } catch (GeneralSecurityException e) {
      throw new IOException("the system's certificates cannot be used: " + e.getMessage(), e);
    }
  }

  private static TrustManagerFactory factory(KeyStore certificates)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(certificates); // null: the system's
    return factory;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> read =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!read.isEmpty()) {
        return read;
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException(
          "service.trust: " + file + " holds no certificates in PEM: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("service.trust: " + file + " holds no certificates in PEM");
  }
}
