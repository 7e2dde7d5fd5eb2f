//! Disputed areas and how the map draws them. The map is Natural Earth's, which shows who
//! controls an area rather than who has a right to it; a caption can say so. The notes
//! here apply to version 4, and tests compare them with the map.

use super::topology::Position;

/// A disputed area.
pub(super) struct Disputed {
    /// Points inside it.
    pub(super) at: &'static [Position],
    /// Its diameter in degrees of a great circle.
    pub(super) across: f64,
    /// The country codes of the parties to the dispute.
    pub(super) parties: &'static [&'static str],
    /// How the map draws it, in a sentence.
    pub(super) note: &'static str,
}

/// From west to east.
pub(super) const DISPUTED: [Disputed; 18] = [
    Disputed {
        at: &[[-59.5, 6.0]],
        across: 4.0,
        parties: &["gy", "ve"],
        note: "The Essequibo region, which Venezuela claims, is drawn with Guyana.",
    },
    Disputed {
        at: &[[-59.0, -51.8]],
        across: 3.0,
        parties: &["ar", "gb"],
        note: "The Falkland Islands, which Argentina claims, are drawn apart.",
    },
    Disputed {
        at: &[[-13.5, 25.0], [-11.3, 26.2]],
        across: 6.0,
        parties: &["dz", "ma"],
        note: "Western Sahara is drawn apart where Morocco does not hold it, and with Morocco where it does.",
    },
    Disputed {
        at: &[[21.0, 42.6]],
        across: 1.2,
        parties: &["rs"],
        note: "Kosovo, which Serbia claims, is drawn apart.",
    },
    Disputed {
        at: &[[29.6, 46.9]],
        across: 1.5,
        parties: &["md"],
        note: "Transnistria is drawn with Moldova.",
    },
    Disputed {
        at: &[[33.3, 35.25]],
        across: 1.2,
        parties: &["cy", "tr"],
        note: "Northern Cyprus, which only Turkey recognizes, is drawn apart.",
    },
    Disputed {
        at: &[[34.1, 45.2]],
        across: 2.5,
        parties: &["ru", "ua"],
        note: "Crimea, which Russia annexed in 2014 and most states hold to be Ukraine’s, is drawn with Russia.",
    },
    Disputed {
        at: &[[38.0, 48.0], [39.3, 48.6], [34.0, 46.4], [35.5, 47.0]],
        across: 4.0,
        parties: &["ru", "ua"],
        note: "Donetsk, Kherson, Luhansk and Zaporizhzhia, which Russia claims to have annexed in 2022, are drawn with Ukraine.",
    },
    Disputed {
        at: &[[35.2, 32.0], [34.38, 31.42]],
        across: 1.2,
        parties: &["il"],
        note: "The West Bank and the Gaza Strip are drawn together as Palestine.",
    },
    Disputed {
        at: &[[35.78, 33.05]],
        across: 0.5,
        parties: &["il", "sy"],
        note: "The Golan Heights, which most states hold to be Syria’s, are drawn with Israel.",
    },
    Disputed {
        at: &[[35.5, 22.3]],
        across: 1.5,
        parties: &["eg", "sd"],
        note: "The Halaib Triangle, which Sudan claims, is drawn with Egypt.",
    },
    Disputed {
        at: &[[28.4, 9.6]],
        across: 1.2,
        parties: &["sd", "ss"],
        note: "Abyei, which South Sudan claims, is drawn with Sudan.",
    },
    Disputed {
        at: &[[41.1, 43.0], [44.0, 42.3]],
        across: 1.8,
        parties: &["ge", "ru"],
        note: "Abkhazia and South Ossetia, which Russia recognizes as states, are drawn with Georgia.",
    },
    Disputed {
        at: &[[45.0, 9.8]],
        across: 5.0,
        parties: &["so"],
        note: "Somaliland, which Somalia claims, is drawn apart.",
    },
    Disputed {
        at: &[[74.5, 35.9], [74.9, 33.2], [79.5, 35.2]],
        across: 5.0,
        parties: &["cn", "in", "pk"],
        note: "Kashmir is drawn as China, India and Pakistan hold it.",
    },
    Disputed {
        at: &[[94.5, 28.2]],
        across: 4.0,
        parties: &["cn", "in"],
        note: "Arunachal Pradesh, which China claims, is drawn with India.",
    },
    Disputed {
        at: &[[121.0, 23.8]],
        across: 3.0,
        parties: &["cn", "tw"],
        note: "Taiwan, which China claims, is drawn apart.",
    },
    Disputed {
        at: &[[147.9, 45.0]],
        across: 3.0,
        parties: &["jp", "ru"],
        note: "The southern Kuril Islands, which Japan claims, are drawn with Russia.",
    },
];
