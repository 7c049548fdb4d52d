// Stands for com.intellij.openapi.util.ThrowableComputable: IntelliJ Platform 253 (2025.3), by its use in WriteCommandAction.
package com.intellij.openapi.util;

@FunctionalInterface
public interface ThrowableComputable<T, E extends Throwable> {
    T compute() throws E;
}
