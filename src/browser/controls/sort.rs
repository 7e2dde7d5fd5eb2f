use model::contract::attributes;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTableCellElement};

/// Tells assistive technology which column a table is sorted by (WAI-ARIA 1.2,
/// "aria-sort").
const SORTED: &str = "aria-sort";

/// Sorts a table by the button's column: ascending, or descending if it is already
/// ascending. The sort is stable.
pub(super) fn by_column(button: &Element) {
    sort(button);
}

fn sort(button: &Element) -> Option<()> {
    let heading = button.closest("th").ok()??;
    let table = heading.closest("table").ok()??;
    let body = table.query_selector("tbody").ok()??;
    let column = heading.dyn_ref::<HtmlTableCellElement>()?.cell_index();
    let column = u32::try_from(column).ok()?;
    let descends = heading.get_attribute(SORTED).as_deref() == Some("ascending");
    if let Some(sorted) = table.query_selector(&format!("[{SORTED}]")).ok()? {
        sorted.remove_attribute(SORTED).ok()?;
    }
    let order = if descends { "descending" } else { "ascending" };
    heading.set_attribute(SORTED, order).ok()?;
    // Insertion sort: the standard library's sorts would add more code than they save
    // time.
    let rows = body.children();
    for index in 1..rows.length() {
        let row = rows.item(index)?;
        let key = key(&row, column);
        let place = (0..index).find(|&place| {
            let other = rows.item(place).map(|other| self::key(&other, column));
            other.is_some_and(|other| if descends { other < key } else { other > key })
        });
        if let Some(place) = place {
            body.insert_before(&row, rows.item(place).as_deref()).ok()?;
        }
    }
    Some(())
}

/// A row's sort key.
fn key(row: &Element, column: u32) -> String {
    let cell = row.children().item(column);
    let cell = cell.map(|cell| {
        let key = cell.get_attribute(attributes::KEY);
        key.or_else(|| cell.text_content()).unwrap_or_default()
    });
    cell.unwrap_or_default()
}
