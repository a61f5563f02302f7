/** A storage region of the registration guide. */
export interface GuideRegion {
    /** The code, as the guide lists it. */
    readonly code: string;
    /** The place, as the guide calls it. */
    readonly place: string;
}

/** The fourteen storage regions of the registration guide, read 2026-11-22. */
export const REGIONS: readonly GuideRegion[] = [
    { code: "AU", place: "Australia" },
    { code: "ID", place: "Indonesia" },
    { code: "IN", place: "India" },
    { code: "JP", place: "Japan" },
    { code: "SG", place: "Singapore" },
    { code: "KR", place: "South Korea" },
    { code: "DE", place: "EU (Germany)" },
    { code: "CH", place: "Switzerland" },
    { code: "GB", place: "United Kingdom" },
    { code: "BR", place: "Brazil" },
    { code: "BH", place: "Bahrain" },
    { code: "ZA", place: "South Africa" },
    { code: "AE", place: "United Arab Emirates" },
    { code: "CA", place: "Canada" },
];
