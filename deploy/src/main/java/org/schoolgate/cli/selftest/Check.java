package org.schoolgate.cli.selftest;

import java.util.List;

/** Looks at one thing. May take seconds, changes nothing, and has its failures among its findings. */
interface Check {
    /** One for each thing that was looked at, in the order of the settings. */
    List<Finding> look();
}
