package org.schoolgate.admin.gateway;

/**
 * All that a gateway needs to reach this admin server, as it stands in the gateway's enrolment file.
 *
 * @param gateway its number, the first part of its event ids
 * @param admin where to ask, {@code https://HOST:PORT}
 * @param token proves that it is this gateway
 * @param ca certificate (PEM) of the authority that it pins
 * @param signer public key (PEM) that bundles are verified with
 */
record Enrolment(int gateway, String name, String admin, String token, String ca, String signer) {}
