package org.hideandseek.hiders.scaling;

import java.util.Arrays;

/** A row of numbers that grows. */
public final class Regressors {
  private double[] numbers = new double[64];
  private int size;

  public Regressors clear() {
    size = 0;
    return this;
  }

  public Regressors add(double number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
    return this;
  }

  public Regressors addAll(double[] more) {
    for (double number : more) {
      add(number);
    }
    return this;
  }

  public int size() {
    return size;
  }

  public double[] toDoubles() {
    return Arrays.copyOf(numbers, size);
  }

  public float[] toFloats() {
    float[] floats = new float[size];
    for (int i = 0; i < size; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  /** Adds all numbers, times a factor, to as many in a longer row. */
  public void addTo(double[] row, int start, double factor) {
    if (factor != 0) {
      for (int i = 0; i < size; i++) {
        row[start + i] += factor * numbers[i];
      }
    }
  }

  /** The sum of products with as many weights. */
  public double dot(double[] weights) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += weights[i] * numbers[i];
    }
    return sum;
  }
}
