// Stands for com.intellij.openapi.actionSystem.DataKey: IntelliJ Platform 253 (2025.3), by its use in CommonDataKeys (ed9177c).
package com.intellij.openapi.actionSystem;

import org.jetbrains.annotations.NotNull;

public final class DataKey<T> {
    private DataKey() { }

    public static @NotNull <T> DataKey<T> create(@NotNull String name) { throw new AssertionError(); }
}
