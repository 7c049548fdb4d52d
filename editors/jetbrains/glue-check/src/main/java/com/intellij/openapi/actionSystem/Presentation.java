// Stands for com.intellij.openapi.actionSystem.Presentation: IntelliJ Platform 253 (2025.3), NOT read; setEnabledAndVisible from the SDK documentation.
package com.intellij.openapi.actionSystem;

public class Presentation {
    public boolean isEnabledAndVisible() { throw new AssertionError(); }

    public void setEnabledAndVisible(boolean enabled) { throw new AssertionError(); }
}
