package org.hideandseek.web.account;

import io.nayuki.qrcodegen.QrCode;

/**
 * A text as QR code, for an SVG of squares.
 *
 * @param size length of a side, in squares, with the white margin of four that readers need
 * @param path the black squares
 */
record QrImage(int size, String path) {
  private static final int MARGIN = 4;

  static QrImage of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + MARGIN).append(' ').append(y + MARGIN).append("h1v1h-1z");
        }
      }
    }
    return new QrImage(code.size + 2 * MARGIN, path.toString());
  }
}
