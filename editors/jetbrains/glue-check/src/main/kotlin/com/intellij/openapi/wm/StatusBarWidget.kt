// Stands for com.intellij.openapi.wm.StatusBarWidget: IntelliJ Platform 253 (2025.3), read at commit 0948aac.
package com.intellij.openapi.wm

import com.intellij.openapi.Disposable
import com.intellij.util.Consumer
import java.awt.event.MouseEvent

interface StatusBarWidget : Disposable {
    @Suppress("FunctionName")
    fun ID(): String

    fun getPresentation(): WidgetPresentation? = TODO()

    fun install(statusBar: StatusBar) {}

    override fun dispose() {}

    interface WidgetPresentation {
        fun getTooltipText(): String?

        fun getShortcutText(): String? = null

        fun getClickConsumer(): Consumer<MouseEvent>? = null
    }

    interface TextPresentation : WidgetPresentation {
        fun getText(): String

        fun getAlignment(): Float
    }
}
