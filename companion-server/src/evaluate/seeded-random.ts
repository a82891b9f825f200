export { hashOf, seededRandom, type Random } from '@photocrafter/shared/random/seeded-random';
