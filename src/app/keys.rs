//! Keys and dropped files as commands.

use egui::{Event, Key, Modifiers, Popup, Ui};

use super::{State, present};
use crate::command::{ACTIONS, Command};
use crate::figure;

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
    if state.presenting.is_some() {
        return present::commands(ui);
    }
    let mut commands = Vec::new();
    let context = ui.ctx();
    // A list that is open answers to its keys alone.
    let is_taken = Popup::is_any_open(context);
    let is_typing = context.text_edit_focused() || state.dialog.is_some() || is_taken;
    // A button that has the focus answers to Enter, Space and the arrows.
    let focused = context.memory(egui::Memory::focused);
    let is_elsewhere = focused.is_some_and(|id| id != figure::stop());
    ui.input_mut(|input| {
        for action in &ACTIONS {
            let is_free = match action.command {
                Command::StepBack => !is_taken,
                // What lies under a dialog stays as it is.
                Command::NextTab | Command::PreviousTab | Command::Back | Command::Review => {
                    state.dialog.is_none()
                }
                Command::ToggleKeys => true,
                // What is being typed has an undo of its own.
                Command::Undo | Command::Redo => !is_typing,
                Command::Walk(_) | Command::Follow => !is_typing && !is_elsewhere,
                // Letters belong to what is being typed.
                _ => !is_typing || action.shortcut.modifiers != Modifiers::NONE,
            };
            // Sideways, a table scrolls.
            let key = action.shortcut.logical_key;
            let is_sideways = matches!(key, Key::ArrowLeft | Key::ArrowRight);
            let is_arrow = is_sideways || matches!(key, Key::ArrowUp | Key::ArrowDown);
            // With Shift, arrows move what is in sight of a chart.
            let moves = is_arrow && input.modifiers.shift;
            let is_plain = action.shortcut.modifiers == Modifiers::NONE;
            let is_others = is_plain && (moves || (is_sideways && state.shows_table));
            if is_free && !is_others && input.consume_shortcut(&action.shortcut) {
                commands.push(action.command.clone());
            }
        }
        if !is_typing {
            for (index, key) in DIGITS.into_iter().enumerate() {
                if input.consume_key(Modifiers::NONE, key) {
                    commands.push(Command::ShowTab(index));
                }
            }
        }
        if !is_typing {
            // What is pasted outside of a field is data.
            commands.extend(input.events.iter().find_map(|event| match event {
                Event::Paste(text) => Some(Command::Paste(text.clone())),
                _ => None,
            }));
        }
        let dropped: Vec<_> =
            input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect();
        if !dropped.is_empty() {
            commands.push(Command::Open(dropped));
        }
    });
    commands
}
