export { type FormAction, type FormState, IDLE } from "@/lib/kernel/form";
