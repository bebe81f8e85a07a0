import { describe, expect, it } from 'vitest';
import { checkRouting, type RoutingInput } from './check-routing';

const codeOf = (input: RoutingInput) => {
  try {
    checkRouting(input);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return null;
};

describe('checkRouting', () => {
  it('wishes for nothing where nothing is said', () => {
    expect(checkRouting({})).toEqual({ labels: [], conditioning: [] });
  });

  it.each([
    ['ifc', 'ifc'],
    ['DICOM', 'dicom'],
    ['Tower block.IFC', 'ifc'],
    ['plans/house.ifczip', 'ifc'],
    ['loft.glb', 'gltf'],
    ['scan.001.dcm', 'dicom'],
    ['brain.nii.gz', 'nifti'],
  ])('knows the kind of %s', (attachment, kind) => {
    expect(checkRouting({ attachment })).toMatchObject({ attachment: kind });
  });

  it.each(['', '.', 'ifc.txt', 'toString', 'holiday.jpg', 'notes.gz', 'gltf '])(
    'refuses "%s", which no kind of file settles',
    (attachment) => expect(codeOf({ attachment })).toBe('attachment-unknown'),
  );

  it('takes a label once, however often it is named', () => {
    expect(checkRouting({ labels: ['4k', 'hdr', '4k'] }).labels).toEqual(['4k', 'hdr']);
  });

  it.each([
    [['4K']],
    [['']],
    [['-a']],
    [['a b']],
    [['x'.repeat(65)]],
    [Array.from({ length: 17 }, (_, i) => `l${i}`)],
  ])('refuses the labels %o', (labels) => expect(codeOf({ labels })).toBe('labels-invalid'));

  it('knows what a checkpoint may be conditioned on', () => {
    expect(checkRouting({ conditioning: ['known-pixels'] }).conditioning).toEqual(['known-pixels']);
    expect(codeOf({ conditioning: ['known-pixels', 'depth'] })).toBe('conditioning-unknown');
  });
});
