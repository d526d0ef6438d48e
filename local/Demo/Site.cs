namespace Insights.Local.Demo;

/// <summary>
/// Where people sit: their clock, their distance from the deployment (median latency to Stockholm) and the names common there.
/// </summary>
internal sealed record Site(string Zone, double LatencyMs, int Weight, string GivenNames, string FamilyNames)
{
    public static IReadOnlyList<Site> All { get; } =
    [
        new("Europe/Stockholm", 11, 30,
            "Astrid Ebba Linnea Maja Elsa Freja Oskar Axel Nils Emil Viktor Henrik",
            "Lindqvist Bergström Nyberg Sandström Ekman Holm Åberg Wallin Hedlund Falk"),
        new("Europe/Berlin", 27, 34,
            "Leonie Hanna Greta Paula Miriam Jonas Lukas Felix Moritz Anton Kerem Selin",
            "Müller Schäfer Krüger Brandt Vogel Keller Yilmaz Hoffmann Winter Seidel"),
        new("Europe/London", 34, 24,
            "Imogen Charlotte Zara Aisha Niamh Oliver Callum Rhys Tariq Edward Dylan",
            "Whitfield Ashworth Okafor Bennett Hughes Patterson Rahman Gallagher Clarke Doyle"),
        new("Europe/Warsaw", 31, 18,
            "Zofia Maja Hanna Alicja Jakub Szymon Antoni Mateusz Piotr",
            "Kowalska Nowak Zielinska Wojcik Mazur Krawczyk Dudek Pawlak"),
        new("America/New_York", 98, 24,
            "Maya Nicole Camila Destiny Grace Ethan Marcus Xavier Caleb Andre Julian",
            "Johnson Rivera Goldberg Washington Chen Petrov Sullivan Freeman Castillo Brooks"),
        new("America/Los_Angeles", 152, 18,
            "Hannah Mei Sofia Kiana Priscilla Tyler Diego Kevin Jordan Brandon",
            "Nguyen Ramirez Park Anderson Tran Morales Kim Fitzgerald Reyes Wong"),
        new("Asia/Kolkata", 148, 22,
            "Ananya Priya Kavya Meera Divya Arjun Rohan Vikram Karthik Siddharth",
            "Iyer Sharma Reddy Nair Banerjee Kulkarni Mehta Chowdhury Rao Menon"),
        new("Africa/Nairobi", 171, 8,
            "Wanjiru Akinyi Amina Njeri Kamau Otieno Baraka Kipchoge",
            "Mwangi Odhiambo Wambui Kiptoo Hassan Mutua"),
        new("America/Sao_Paulo", 213, 10,
            "Beatriz Larissa Mariana João Thiago Rafael Caio",
            "Silva Gonçalves Araújo Barbosa Carvalho Teixeira"),
        new("Asia/Tokyo", 256, 7,
            "Yui Haruka Sakura Haruto Ren Kenta Daichi",
            "Tanaka Watanabe Kobayashi Yamamoto Nakamura"),
        new("Australia/Sydney", 304, 8,
            "Matilda Isla Chloe Lachlan Angus Bailey",
            "Thompson Nguyen Mitchell Papadopoulos Singh"),
    ];

    public TimeZoneInfo Clock { get; } = TimeZoneInfo.FindSystemTimeZoneById(Zone);

    /// <summary>The UTC minute (since 1970) of the site's local midnight, taking the offset of its noon for the whole day.</summary>
    public long MidnightOf(DateOnly date)
    {
        var noon = date.ToDateTime(new TimeOnly(12, 0));
        return (date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 1440L - (long)Clock.GetUtcOffset(noon).TotalMinutes;
    }
}
