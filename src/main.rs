//! Tries things out.
use sovereign_stack::{
    desk::Desk,
    export::{self, Request, preset::*},
};
fn main() {
    let desk = match Desk::bundled() {
        Ok(d) => d,
        Err(p) => {
            for x in &p {
                println!("{x}");
            }
            return;
        }
    };
    for shown in &desk.tabs {
        for f in [Format::Png, Format::Svg] {
            let r = Request {
                page: Page::parse("slide").unwrap(),
                format: f,
                scale: 1,
                text: Text::Outlines,
            };
            let b = export::bytes(shown, &r).unwrap();
            export::write(
                std::path::Path::new(&format!(
                    "/tmp/out-{}.{}",
                    shown.tab.name(),
                    sovereign_stack::model::Choice::key(f)
                )),
                &b,
            )
            .unwrap();
        }
    }
}
