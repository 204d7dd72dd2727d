package org.schoolgate.proxy.portal;

import java.util.Locale;

/**
 * A body with what a response says about it.
 *
 * @param bytes shared and never changed
 */
public record Page(String contentType, Locale language, String securityPolicy, byte[] bytes) {}
