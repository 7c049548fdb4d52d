// Stands for com.intellij.openapi.ui.popup.IPopupChooserBuilder: IntelliJ Platform 253 (2025.3), as found by search (file 8057775216).
package com.intellij.openapi.ui.popup;

import com.intellij.util.Consumer;
import org.jetbrains.annotations.NotNull;

public interface IPopupChooserBuilder<T> {
    IPopupChooserBuilder<T> setItemChosenCallback(@NotNull Consumer<? super T> callback);

    IPopupChooserBuilder<T> setTitle(@NotNull String title);

    @NotNull JBPopup createPopup();
}
