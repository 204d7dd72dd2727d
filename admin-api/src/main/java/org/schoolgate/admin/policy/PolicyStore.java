package org.schoolgate.admin.policy;

import java.time.Instant;
import org.schoolgate.admin.publish.PolicyText;

/** Every version of the policy that was ever published, as written. The one added last is in force. */
public interface PolicyStore {
    /** @return the new version's number, from 1 */
    int add(String document, Instant createdAt);

    /** The one in force; there always is one, from the first start on. */
    PolicyText current();
}
