// Stands for com.intellij.openapi.Disposable: IntelliJ Platform 253 (2025.3), from memory of its one method; read by its use in LSPClientFeatures and ContentManager.
package com.intellij.openapi;

public interface Disposable {
    void dispose();
}
