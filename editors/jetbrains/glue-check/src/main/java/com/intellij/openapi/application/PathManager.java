// Stands for com.intellij.openapi.application.PathManager: IntelliJ Platform 253 (2025.3), as its text was found by search, four versions alike.
package com.intellij.openapi.application;

import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public final class PathManager {
    private PathManager() { }

    public static @Nullable String getJarPathForClass(@NotNull Class<?> aClass) { throw new AssertionError(); }
}
