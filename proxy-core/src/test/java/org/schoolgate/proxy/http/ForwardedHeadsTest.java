package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.origin.ParentProxy;

final class ForwardedHeadsTest {
    @TempDir
    private Path folder;

    @Test
    void requestRepeatedWithoutTheParentLeavesTheParentsCredentialsBehind() throws Exception {
        Path credentials = Files.writeString(folder.resolve("credentials"), "school:word");
        Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
        ParentProxy parent = ParentProxy.at(InetSocketAddress.createUnresolved("192.0.2.1", 3128), credentials);
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "http://example.org/page");
        request.headers().set(HttpHeaderNames.HOST, "example.org");
        RequestHead head = RequestHead.of(request);

        ForwardedHeads.addressTo(parent, request, head);
        assertThat(request.headers().get(HttpHeaderNames.PROXY_AUTHORIZATION)).startsWith("Basic ");
        ForwardedHeads.addressTo(null, request, head);
        assertThat(request.headers().contains(HttpHeaderNames.PROXY_AUTHORIZATION))
                .isFalse();
        assertThat(request.uri()).isEqualTo("/page");
    }
}
