@NullMarked
package dev.estrade.localstack.services;

import org.jspecify.annotations.NullMarked;
