/**
 * What a person must hear of, kept on disk until the admin server has it. Start at {@link
 * org.schoolgate.proxy.outbox.Outbox}.
 */
@NullMarked
package org.schoolgate.proxy.outbox;

import org.jspecify.annotations.NullMarked;
