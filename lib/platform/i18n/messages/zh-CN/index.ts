import shell from "./shell.json";
import ui from "./ui.json";

export default { shell, ui };
