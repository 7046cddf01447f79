import { describe, expect, it } from "vitest";
import { initialsOf, strength } from "./passphrase";

describe("strength", () => {
  it("finds what everybody uses too easy", () => {
    expect(strength("")).toBe(0);
    expect(strength("password1234")).toBe(0);
    expect(strength("aaaaaaaaaaaaaaaa")).toBe(0);
  });

  it("finds one long word weaker than several unrelated ones", () => {
    expect(strength("counterrevolutionary")).toBeLessThan(strength("teapot gravel orchid Tuesday"));
  });

  it("counts a repeated word once", () => {
    expect(strength("teapot teapot teapot teapot teapot teapot")).toBe(0);
  });

  it("calls six unrelated words strong", () => {
    expect(strength("teapot gravel orchid tuesday lantern moth")).toBe(3);
  });
});

describe("initialsOf", () => {
  it("takes the first letter of every part of a name", () => {
    expect(initialsOf("Ada Lovelace")).toBe("AL");
    expect(initialsOf("Jean-Luc øst")).toBe("JLØ");
  });
});
