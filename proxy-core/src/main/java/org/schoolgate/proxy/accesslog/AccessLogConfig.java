package org.schoolgate.proxy.accesslog;

import java.nio.file.Path;

/**
 * Where an access log goes.
 *
 * @param folder is made when it is not there
 * @param gateway number of this gateway
 * @param epoch of this start, see {@code EventIds.epoch()}
 */
public record AccessLogConfig(Path folder, int gateway, long epoch, AccessLogLimits limits) {}
