/** Whole names, as they are met in the world. */
import { describe, expect, it } from 'vitest';
import { nameOf } from '#reading/text/names.ts';

const parts = (written: string) => {
  const { firstName, lastName } = nameOf(written);
  return [firstName, lastName];
};

describe('a name', () => {
  it.each([
    ['Katherine Okafor', 'Katherine', 'Okafor'],
    ['Okafor, Katherine', 'Katherine', 'Okafor'],
    ['Jean-Luc Picard', 'Jean-Luc', 'Picard'],
    ["Michael O'Brien", 'Michael', "O'Brien"],
    ['JANE DOE', 'JANE', 'DOE'],
    ['Sean "Diddy" Combs', 'Sean', 'Combs'],
    ['J. R. R. Tolkien', 'J. R. R.', 'Tolkien'],
    ['Jana (Marie) Keller', 'Jana', 'Keller'],
  ])('has two parts: %s', (written, first, last) => {
    expect(parts(written)).toEqual([first, last]);
  });

  it.each([
    ['Dr. Jürgen Großmüller', 'Jürgen', 'Großmüller', 'Dr.'],
    ['Prof. Dr. med. Anna Schmidt', 'Anna', 'Schmidt', 'Prof. Dr. med.'],
    ['Frau Dipl.-Ing. Petra Lang', 'Petra', 'Lang', 'Frau Dipl.-Ing.'],
    ['Dr. h.c. Max Mustermann', 'Max', 'Mustermann', 'Dr. h.c.'],
    ['Ms Priya Raghunathan, PhD', 'Priya', 'Raghunathan', 'Ms'],
    ['Prof. Dr.-Ing. Ulrike Schön', 'Ulrike', 'Schön', 'Prof. Dr.-Ing.'],
    ['Martin Luther King Jr.', 'Martin Luther', 'King', ''],
    ['John P. Smith III', 'John P.', 'Smith', ''],
    ['Smith, John P., PhD, MBA', 'John P.', 'Smith', ''],
    ['Mr. T', '', 'T', 'Mr.'],
    ['i. A. Petra Lang', 'Petra', 'Lang', ''],
    ['Don Draper', 'Don', 'Draper', ''],
    ['Ma Rainey', 'Ma', 'Rainey', ''],
  ])('may have titles before and letters behind: %s', (written, firstName, lastName, salutation) => {
    expect(nameOf(written)).toMatchObject({ firstName, lastName, salutation });
  });

  it.each([
    ['Sanne van den Brink', 'Sanne', 'van den Brink'],
    ['Piet vd Wal', 'Piet', 'vd Wal'],
    ['Anna de la Fuente', 'Anna', 'de la Fuente'],
    ['Max von und zu Hohen', 'Max', 'von und zu Hohen'],
    ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
    ['Ana María de la Cruz', 'Ana María', 'de la Cruz'],
    ['Mohammed bin Salman', 'Mohammed', 'bin Salman'],
    ['Abdul Rahman bin Abdullah', 'Abdul Rahman', 'bin Abdullah'],
    ['Maria Teresa Silva dos Santos', 'Maria Teresa', 'Silva dos Santos'],
    ['José Ortega y Gasset', 'José', 'Ortega y Gasset'],
    ['Mary-Ann St. John', 'Mary-Ann', 'St. John'],
    ["Marie d'Ornano", 'Marie', "d'Ornano"],
    ['van der Berg, Jan', 'Jan', 'van der Berg'],
    ['Hans VAN DER BERG', 'Hans', 'VAN DER BERG'],
    ['ANNA MARIA DE LUCA', 'ANNA MARIA', 'DE LUCA'],
  ])('keeps its particles with the family: %s', (written, first, last) => {
    expect(parts(written)).toEqual([first, last]);
  });

  it.each([
    ['Van Emil Dahl', 'Van Emil', 'Dahl'],
    ['San San Thida', 'San San', 'Thida'],
    ['Van Dahl', 'Van', 'Dahl'],
    ['Ben Al', 'Ben', 'Al'],
  ])('may begin with what is a particle elsewhere, and always has a last name: %s', (written, first, last) => {
    expect(parts(written)).toEqual([first, last]);
  });

  it.each([
    ['Rivas Moreno, Pilar', 'Pilar', 'Rivas Moreno'],
    ['José María Núñez Peña', 'José María', 'Núñez Peña'],
    ['Carlos García Márquez', 'Carlos', 'García Márquez'],
    ['Tomasz WIŚNIEWSKI', 'Tomasz', 'WIŚNIEWSKI'],
    ['MÜLLER Hans', 'Hans', 'MÜLLER'],
    ['Wang XIAOMING', 'XIAOMING', 'Wang'],
  ])('shows its family by commas, by two of them, or by capitals: %s', (written, first, last) => {
    expect(parts(written)).toEqual([first, last]);
  });

  it.each([
    ['山田太郎', '太郎', '山田'],
    ['山田 花子', '花子', '山田'],
    ['王小明', '小明', '王'],
    ['欧阳修', '修', '欧阳'],
    ['김철수', '철수', '김'],
    ['남궁민수', '민수', '남궁'],
    ['ジョン・スミス', 'ジョン', 'スミス'],
    ['Lim Wei Hao', 'Wei Hao', 'Lim'],
    ['Nguyễn Thị Lan', 'Thị Lan', 'Nguyễn'],
  ])('has the family first in the East, and says that this is a guess: %s', (written, firstName, lastName) => {
    expect(nameOf(written)).toMatchObject({ firstName, lastName, sure: 'guess' });
  });

  it('of one word is the last name, which the CRM asks for', () => {
    expect(nameOf('Cher')).toEqual({ firstName: '', lastName: 'Cher', salutation: '', sure: 'guess' });
    expect(nameOf('  ')).toMatchObject({ firstName: '', lastName: '' });
  });
});
