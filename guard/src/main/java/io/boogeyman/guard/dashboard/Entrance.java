package io.boogeyman.guard.dashboard;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Who may look: who sends the key as a bearer, or has logged in with it. The cookie is for this
 * host alone, cannot be read by scripts, and is not sent from other sites.
 */
final class Entrance {
  private static final String COOKIE = "boogeyman-dashboard";
  private static final String BEARER = "bearer ";

  /** What comes of a knock. */
  enum Verdict {
    OPEN,
    SHUT,
    WAIT
  }

  private final AdminKey key;
  private final Sessions sessions;
  private final LoginLimit limit;

  Entrance(AdminKey key, Clock clock) {
    this.key = key;
    this.sessions = new Sessions(clock);
    this.limit = new LoginLimit(clock);
  }

  /** Whether a request may look. */
  Verdict judge(ServiceRequestContext context, RequestHeaders headers) {
    if (token(headers).filter(sessions::isOpen).isPresent()) {
      return Verdict.OPEN;
    }
    String said = headers.get(HttpHeaderNames.AUTHORIZATION, "");
    return said.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? judge(context, said.substring(BEARER.length()).strip())
        : Verdict.SHUT;
  }

  /** Whether this is the key, and whether one from there may still try. */
  Verdict judge(ServiceRequestContext context, String presented) {
    if (wait(context).isPresent()) {
      return Verdict.WAIT;
    }
    if (key.is(presented)) {
      return Verdict.OPEN;
    }
    limit.wrong(context.clientAddress());
    return Verdict.SHUT;
  }

  /** How long one from there must wait before the next try. */
  Optional<Duration> wait(ServiceRequestContext context) {
    return limit.wait(context.clientAddress());
  }

  private static Optional<String> token(RequestHeaders headers) {
    return headers.cookies().stream()
        .filter(cookie -> cookie.name().equals(COOKIE))
        .map(Cookie::value)
        .findFirst();
  }

  /** The cookie of somebody who has shown the key. */
  Cookie admit(ServiceRequestContext context) {
    return cookie(context, sessions.begin(), Sessions.LENGTH.toSeconds());
  }

  /** The cookie of somebody who leaves. */
  Cookie dismiss(ServiceRequestContext context) {
    token(context.request().headers()).ifPresent(sessions::end);
    return cookie(context, "", 0);
  }

  private static Cookie cookie(ServiceRequestContext context, String token, long seconds) {
    String path = context.path();
    return Cookie.secureBuilder(COOKIE, token)
        .secure(context.sessionProtocol().isTls())
        .httpOnly(true)
        .sameSite("Strict")
        .path(path.substring(0, path.length() - context.mappedPath().length()) + "/")
        .maxAge(seconds)
        .build();
  }

  /** Whether a method changes nothing. */
  static boolean reads(HttpMethod method) {
    return method == HttpMethod.GET || method == HttpMethod.HEAD;
  }
}
