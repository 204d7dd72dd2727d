/**
 * What people decide for a while and at once: grants, supervised sessions, restrictions, containments, duty exceptions. Each
 * is published before it is answered, ends by itself, and stays in the record. Start at {@link
 * org.schoolgate.admin.live.FactBook}.
 */
@NullMarked
package org.schoolgate.admin.live;

import org.jspecify.annotations.NullMarked;
