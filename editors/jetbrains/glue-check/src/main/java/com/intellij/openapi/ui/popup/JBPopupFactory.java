// Stands for com.intellij.openapi.ui.popup.JBPopupFactory: IntelliJ Platform 253 (2025.3), createPopupChooserBuilder as found by search (file 5666958078).
package com.intellij.openapi.ui.popup;

import java.util.List;
import org.jetbrains.annotations.NotNull;

public abstract class JBPopupFactory {
    public static JBPopupFactory getInstance() { throw new AssertionError(); }

    public abstract <T> @NotNull IPopupChooserBuilder<T> createPopupChooserBuilder(@NotNull List<? extends T> list);
}
