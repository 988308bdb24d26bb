package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Map;

/** A request whose path no library has tidied. */
final class RawRequest {
    private RawRequest() {}

    /** @return the status line */
    static String get(URI server, String path, Map<String, String> headers) {
        return send(server, "GET", path, headers);
    }

    /** Without a body. @return the status line; {@code null} as text if there was no answer */
    static String send(URI server, String method, String path, Map<String, String> headers) {
        StringBuilder request =
                new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        request.append("Connection: close\r\n\r\n");
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
            return String.valueOf(line);
        } catch (SocketException hungUp) {
            return "null";
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }
}
