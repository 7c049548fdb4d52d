// Stands for com.intellij.util.EnvironmentUtil: IntelliJ Platform 253 (2025.3), as LSP4IJ calls it in ProcessStreamConnectionProvider (20d94ef).
package com.intellij.util;

import java.util.Map;
import org.jetbrains.annotations.NotNull;

public final class EnvironmentUtil {
    private EnvironmentUtil() { }

    public static @NotNull Map<String, String> getEnvironmentMap() { throw new AssertionError(); }
}
