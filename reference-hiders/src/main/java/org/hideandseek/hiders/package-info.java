package org.hideandseek.hiders;
