//! Keys and dropped files as commands.

use egui::{Key, Modifiers, Ui};

use super::State;
use crate::command::{ACTIONS, Command};

const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// What the keys pressed since the last frame ask for.
pub fn commands(state: &State, ui: &Ui) -> Vec<Command> {
    let mut commands = Vec::new();
    let is_typing = ui.ctx().egui_wants_keyboard_input();
    let has_dialog = state.dialog.is_some();
    ui.input_mut(|input| {
        for action in &ACTIONS {
            // Letters belong to a text box while one is being typed in, arrows to the dialog.
            let is_plain = action.shortcut.modifiers == Modifiers::NONE;
            let closes = matches!(action.command, Command::StepBack | Command::ToggleKeys);
            if is_plain && !closes && (is_typing || has_dialog) {
                continue;
            }
            if input.consume_shortcut(&action.shortcut) {
                commands.push(action.command.clone());
            }
        }
        if !is_typing && !has_dialog {
            for (index, key) in DIGITS.into_iter().enumerate() {
                if input.consume_key(Modifiers::NONE, key) {
                    commands.push(Command::ShowTab(index));
                }
            }
        }
        let dropped: Vec<_> =
            input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect();
        if !dropped.is_empty() {
            commands.push(Command::Open(dropped));
        }
    });
    commands
}
