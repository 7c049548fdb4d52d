// Stands for com.intellij.openapi.util.Computable: IntelliJ Platform 253 (2025.3), by its use in WriteCommandAction.
package com.intellij.openapi.util;

@FunctionalInterface
public interface Computable<T> {
    T compute();
}
