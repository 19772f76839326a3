// Where things lie. Development has a data folder of its own, so that it can run beside "npm start".
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "..", "..", "..");
export const dataFolder = resolve(process.env.MINGYOU_DATA_DIR || join(root, ".data"));
export const developmentFolder = join(dataFolder, "dev");

export const DATABASE = "mingyou";
export const DEVELOPMENT_DATABASE = "mingyou_dev";
