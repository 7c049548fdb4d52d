// Stands for com.intellij.ide.util.PropertiesComponent: IntelliJ Platform 253 (2025.3), platform/core-api, read at commit 02f9545, an older one.
package com.intellij.ide.util;

import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public abstract class PropertiesComponent {
    public static PropertiesComponent getInstance() { throw new AssertionError(); }

    public final boolean getBoolean(@NotNull String name) { throw new AssertionError(); }

    public abstract void setValue(@NotNull String name, @Nullable String value);

    public final void setValue(@NotNull String name, boolean value) { throw new AssertionError(); }
}
