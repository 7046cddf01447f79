import { mount } from "svelte";
import App from "./app/App.svelte";
import { startKeyboard } from "./services/keyboard";
import { router } from "./services/router.svelte";
import { preferences } from "./store/preferences.svelte";
import "./styles/index.css";

preferences.show();
router.start();
startKeyboard();

const target = document.getElementById("app");
if (target) mount(App, { target });
