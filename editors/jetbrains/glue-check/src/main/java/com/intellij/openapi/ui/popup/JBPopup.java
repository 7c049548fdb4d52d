// Stands for com.intellij.openapi.ui.popup.JBPopup: IntelliJ Platform 253 (2025.3), showCenteredInCurrentWindow as found by search (file 3268184294).
package com.intellij.openapi.ui.popup;

import com.intellij.openapi.project.Project;
import org.jetbrains.annotations.NotNull;

public interface JBPopup {
    void showCenteredInCurrentWindow(@NotNull Project project);
}
