/** Picture files of kinds that nothing here writes. */

/** The whole of an AVIF picture of two by two pixels. */
export const avif: Uint8Array = Uint8Array.from(
  Buffer.from(
    'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAe' +
      'aWxvYwAAAABEAAABAAEAAAABAAABGgAAAB0AAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAAIAAAAC' +
      'AAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgQ0MAAAAABNjb2xybmNseAACAAIAAYAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAACVtZGF0EgAKCBgANogQEAwgMg8f8D///8WfhwB8+ErK42A=',
    'base64',
  ),
);

/** Takes a size; returns the same picture saying that it has that. */
export function avifOf(width: number, height: number): Uint8Array {
  const file = Buffer.from(avif);
  const at = file.indexOf('ispe');
  file.writeUInt32BE(width, at + 8);
  file.writeUInt32BE(height, at + 12);
  return Uint8Array.from(file);
}

/** The beginning of a picture as an iPhone takes it. */
export const heic: Uint8Array = Uint8Array.from(
  Buffer.concat([Buffer.from([0, 0, 0, 0x24]), Buffer.from('ftypheic\0\0\0\0mif1MiHBMiHEheic'), Buffer.alloc(64)]),
);
