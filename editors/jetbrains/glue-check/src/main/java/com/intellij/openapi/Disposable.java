// Stands for com.intellij.openapi.Disposable: IntelliJ Platform 253 (2025.3), NOT read; its one method as LSPClientFeatures and StatusBarWidget implement it.
package com.intellij.openapi;

public interface Disposable {
    void dispose();
}
