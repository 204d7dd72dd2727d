package org.schoolgate.proxy.outbox;

/**
 * One incident of the spool.
 *
 * @param json as it was stored
 * @param end the place after it
 */
record SpooledEvent(byte[] json, SpoolPosition end) {}
