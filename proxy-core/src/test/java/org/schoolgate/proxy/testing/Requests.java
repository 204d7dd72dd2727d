package org.schoolgate.proxy.testing;

/** Request heads as clients send them to a proxy. */
public final class Requests {
    private Requests() {}

    /** A well-formed GET, with further fields. */
    public static String get(String host, int port, String path, String... fields) {
        return request("GET", host, port, path, fields);
    }

    /** A well-formed head, with further fields. */
    public static String request(String method, String host, int port, String path, String... fields) {
        String authority = host + ":" + port;
        StringBuilder head =
                new StringBuilder(method + " http://" + authority + path + " HTTP/1.1\r\nHost: " + authority + "\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** A well-formed CONNECT. */
    public static String connect(String host, int port) {
        String authority = host + ":" + port;
        return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
    }
}
