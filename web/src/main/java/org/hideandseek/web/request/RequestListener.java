package org.hideandseek.web.request;

/** Is told of every request that is over. */
@FunctionalInterface
public interface RequestListener {

  /**
   * A request is over.
   *
   * @param method one of HTTP's, or {@code other}
   * @param route its template, or {@code (none)}
   * @param status of the answer
   * @param nanos from the first byte of the request to the last of the answer
   */
  void over(String method, String route, int status, long nanos);
}
