// Stands for com.intellij.openapi.components.RoamingType: IntelliJ Platform 253 (2025.3), read at commit bb6c5ce, an older one; DEFAULT as Storage (dc51c73) names it.
package com.intellij.openapi.components;

public enum RoamingType {
    DEFAULT,
    DISABLED
}
