package org.schoolgate.admin.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.annotation.Get;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The contract of this API, {@code openapi.yaml}. */
public final class ContractResource {
    private static final MediaType YAML = MediaType.parse("application/yaml");
    private static final String FILE = "/org/schoolgate/admin/openapi.yaml";

    private final byte[] contract;

    public ContractResource() {
        try (InputStream in = ContractResource.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            contract = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Get("/api/v1/openapi.yaml")
    public HttpResponse contract() {
        return HttpResponse.of(HttpStatus.OK, YAML, HttpData.wrap(contract));
    }
}
