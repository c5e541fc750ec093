package org.hideandseek.app.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;

/** The product of two matrices in single precision, by the libraries that do nothing else. */
final class MatrixProducts {
  private MatrixProducts() {}

  /**
   * A x B' by EJML, by the quicker of one and all threads.
   *
   * @param a [n * d] row-major
   * @param b [m * d] row-major
   * @return one of the numbers, so that nobody can leave the product out
   */
  static double ejml(float[] a, float[] b, int d, boolean parallel) {
    FMatrixRMaj left = FMatrixRMaj.wrap(a.length / d, d, a);
    FMatrixRMaj right = FMatrixRMaj.wrap(b.length / d, d, b);
    FMatrixRMaj product = new FMatrixRMaj(left.numRows, right.numRows);
    if (parallel) {
      CommonOps_MT_FDRM.multTransB(left, right, product);
    } else {
      CommonOps_FDRM.multTransB(left, right, product);
    }
    return product.get(0, 0);
  }

  /** The same by DJL with PyTorch on the CPU. */
  static double djl(float[] a, float[] b, int d) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray left = manager.create(a, new Shape(a.length / d, d));
      NDArray right = manager.create(b, new Shape(b.length / d, d)).transpose();
      return left.matMul(right).getFloat(0, 0);
    }
  }
}
